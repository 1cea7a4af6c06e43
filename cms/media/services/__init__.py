"""Media services: what is done to the files of pictures. They read models and know no tasks."""
