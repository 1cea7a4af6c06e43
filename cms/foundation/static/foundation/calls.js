/* Calls what Wagtail writes as scripts into its pages. Here it stands there as data, since the admin runs scripts of
 * files alone (Content-Security-Policy): <cms-call data-name="PageChooser" data-values="[…]">. As a script would,
 * it is called at once where it comes into the page: a row that is added has its choosers when it is there. */
(() => {
  "use strict";

  /* What may be called: whoever got an element into a page could call anything else. */
  const CALLED = /^(init(Date|Time|DateTime)Chooser|InlinePanel|MultipleChooserPanel|createTaskChooser|[A-Z]?\w*Chooser)$/;

  class Call extends HTMLElement {
    connectedCallback() {
      // Moved to another place it is not called again.
      if (this.isCalled) return;
      this.isCalled = true;
      const { name, values } = this.dataset;
      if (!CALLED.test(name) || typeof window[name] !== "function") return;
      const given = JSON.parse(values);
      if (/^[A-Z]/.test(name)) new window[name](...given);
      else window[name](...given);
    }
  }

  customElements.define("cms-call", Call);
})();
