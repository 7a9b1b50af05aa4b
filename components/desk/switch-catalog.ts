/** Changes the catalog that every page works on. The page is loaded anew, so that no card of the old one stays. */
export function switchToCatalog(catalogId: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: a preference that the server checks; the Cookie Store API is not everywhere
  document.cookie = `shelfwise-catalog=${catalogId}; path=/; max-age=31536000; samesite=lax`;
  location.reload();
}
