// Before anything is painted: the language and the colours that the reader chose on another page.
(() => {
  'use strict';
  const root = document.documentElement;
  try {
    const theme = localStorage.getItem('policygraph-theme');
    if (theme === 'dark' || theme === 'light') root.dataset.theme = theme;
    if (localStorage.getItem('policygraph-language') === 'en') root.lang = 'en';
  } catch { /* A browser that keeps nothing for files shows the page as it is. */ }
})();
