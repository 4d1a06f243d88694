// Runs before the first paint, so that a dark screen never flashes white. Keep in step with src/shell/theme.ts.
(function () {
  var stored = null;
  try {
    stored = localStorage.getItem('pp.theme');
  } catch {
    // Private windows may refuse: the system decides then.
  }
  var dark = stored ? stored === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
