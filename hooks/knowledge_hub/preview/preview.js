/* The page follows what is saved: it loads anew when it has changed, and a bar tells what is wrong until it is mended. */
const version = new URL(import.meta.url).searchParams.get("version");

const look = new CSSStyleSheet();
look.replaceSync(`
    details { position: fixed; inset: 0 0 auto; z-index: 2147483647; max-height: 50vh; overflow: auto; background: #5c1a1a; color: #fff; box-shadow: 0 2px 12px #0008; }
    summary { padding: 8px 16px; font: 600 15px/1.5 system-ui, sans-serif; cursor: pointer; }
    pre { margin: 0; padding: 0 16px 12px; font: 13px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
    @media print { details { display: none; } }
`);

const bar = document.createElement("div");
bar.id = "preview-problems";
bar.setAttribute("role", "alert");
const shadow = bar.attachShadow({ mode: "open" });
shadow.adoptedStyleSheets = [look];

function show(problems) {
    if (!problems.length) return bar.remove();
    const details = document.createElement("details");
    details.open = shadow.querySelector("details")?.open ?? true;
    const summary = document.createElement("summary");
    summary.textContent = `${problems.length === 1 ? "1 problem" : `${problems.length} problems`}: the page is as it was`;
    const text = document.createElement("pre");
    text.textContent = problems.join("\n\n");
    details.append(summary, text);
    shadow.replaceChildren(details);
    document.body.append(bar);
}

let events;
function follow() {
    events?.close();
    if (document.hidden) return; // a browser keeps few connections to a host open at once
    events = new EventSource(`/_preview/events?${new URLSearchParams({ path: decodeURI(location.pathname), version })}`);
    events.addEventListener("changed", () => location.reload());
    events.addEventListener("problems", (event) => show(JSON.parse(event.data)));
}
document.addEventListener("visibilitychange", follow);
follow();
