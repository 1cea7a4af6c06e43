"""Who may try a password how often: of editors' logins, of new passwords by mail, of documents behind one."""
