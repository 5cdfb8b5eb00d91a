/* The page for missing addresses: what one tells the editors begins with the address that was asked for. */
const asked = encodeURIComponent(location.href.slice(0, 1000)); // mail programs cut longer ones
for (const link of document.querySelectorAll("a[href*='/issues/new?']")) link.href += `&page=${asked}`;
for (const link of document.querySelectorAll("a[href^='mailto:'][href*='&body=']")) link.href = link.href.replace("&body=", `&body=${asked}%0D%0A%0D%0A`);
