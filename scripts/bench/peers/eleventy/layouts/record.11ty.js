import { day, frame, link, safe } from "./frame.js";

export function render(data) {
  const { language, kind, title, summary, facts, topics, links, sources, content, page } = data;
  const found = (name) => link(this.record(`${language}/${name}`));
  const main = `<article>
<p><a href="/${language}/${kind}/">${kind}</a></p>
<h1>${safe(title)}</h1>
<p>${safe(summary)}</p>
<dl>${facts.map((fact) => `<dt>${safe(fact.name)}</dt><dd>${safe(fact.value)}</dd>`).join("")}</dl>
<ul>${topics.map((topic) => `<li>${found(`topics/${topic}`)}</li>`).join("")}</ul>
${content}
<ul>${links.map((name) => `<li>${found(name)}</li>`).join("")}</ul>
<ul>${sources.map((source) => `<li><a href="${safe(source.url)}">${safe(source.title)}</a>, ${safe(source.publisher)}, <time>${day(source.read)}</time></li>`).join("")}</ul>
<ul>${this.related(page.filePathStem.slice(1))
    .map((other) => `<li>${link(other)} ${safe(other.data.summary)}</li>`)
    .join("")}</ul>
</article>`;
  return frame({ language, title, summary, url: page.url, elsewhere: (code) => page.url.replace(/^\/../, `/${code}`) }, main);
}
