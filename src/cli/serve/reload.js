// Loads the page again when what is shown has changed. In served pages only, never in built ones.
(() => {
  'use strict';
  const shown = document.currentScript.dataset.token;
  let source = null;
  // A browser keeps few connections to one host: pages that nobody sees give theirs back.
  const listen = () => {
    if (document.hidden) {
      if (source) source.close();
      source = null;
    } else if (!source) {
      source = new EventSource('/_kohyo/events');
      source.addEventListener('message', (event) => {
        if (event.data !== shown) location.reload();
      });
    }
  };
  document.addEventListener('visibilitychange', listen);
  listen();
})();
