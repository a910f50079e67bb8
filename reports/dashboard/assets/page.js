// What the page does besides showing itself: themes, charts, and the filters and pages of the list of events.
"use strict";
(() => {
  const PAGE_LENGTH = 50;
  const SETTLED = 150; // milliseconds after which a window is no longer being resized
  const TYPED_DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
  const data = JSON.parse(document.getElementById("data").textContent);
  const root = document.documentElement;

  function prepareTheme() {
    const button = document.getElementById("theme");
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const show = () => button.setAttribute("aria-pressed", String((root.dataset.theme || (dark.matches ? "dark" : "light")) === "dark"));
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = button.getAttribute("aria-pressed") === "true" ? "light" : "dark";
      show();
    });
    dark.addEventListener("change", show);
    show();
  }

  /** The text without case and accents, as it is searched. */
  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function prepareEvents() {
    const form = document.getElementById("filters");
    const shown = document.getElementById("shown");
    const pages = document.getElementById("pages");
    const numbers = new Intl.NumberFormat(data.locale);
    const rows = [...document.querySelectorAll(".events > li")].map((item) => ({ item, ...item.dataset }));
    let kept = rows;
    let page = 0;

    function matches(row, wanted) {
      row.text ??= fold(row.item.textContent);
      row.folded ??= fold(row.names);
      return wanted.words.every((word) => row.text.includes(word))
        && row.folded.includes(wanted.organization)
        && (!wanted.type || row.type === wanted.type)
        && (!wanted.status || row.status === wanted.status)
        && (!wanted.since || (row.last && row.last >= wanted.since))
        && (!wanted.until || (row.first && row.first <= `${wanted.until}~`));
    }

    function readDate(field) {
      const text = field.value.trim();
      field.setCustomValidity(!text || TYPED_DATE.test(text) ? "" : field.placeholder);
      return field.validity.valid ? text : "";
    }

    /** The two dates; the second is wrong, too, where it is before the first. */
    function readPeriod({ since, until }) {
      const period = { since: readDate(since), until: readDate(until) };
      if (!period.until || `${period.until}~` >= period.since) return period;
      until.setCustomValidity(until.placeholder);
      return { ...period, until: "" };
    }

    function showPage() {
      const first = page * PAGE_LENGTH;
      const visible = new Set(kept.slice(first, first + PAGE_LENGTH));
      for (const row of rows) row.item.hidden = !visible.has(row);
      const count = Math.max(1, Math.ceil(kept.length / PAGE_LENGTH));
      const [previous, next] = pages.querySelectorAll("button");
      pages.hidden = count === 1;
      previous.disabled = page === 0;
      next.disabled = page === count - 1;
      pages.querySelector("span").textContent = data.words.page
        .replace("{page}", numbers.format(page + 1)).replace("{pages}", numbers.format(count));
      shown.textContent = kept.length === 1 ? data.words.one : data.words.other.replace("{number}", numbers.format(kept.length));
    }

    function filter() {
      const fields = form.elements;
      const wanted = {
        words: fold(fields.words.value).split(/\s+/).filter(Boolean),
        organization: fold(fields.organization.value.trim()),
        type: fields.type.value,
        status: fields.status.value,
        ...readPeriod(fields),
      };
      kept = rows.filter((row) => matches(row, wanted));
      page = 0;
      showPage();
    }

    function clear() {
      for (const field of form.elements) if (field.name) field.value = "";
    }

    /** Turn to the page with an event and open it, whatever was filtered. */
    function openEvent(number) {
      const place = rows.findIndex((row) => row.item.id === `event-${number}`);
      if (place < 0) return;
      clear();
      kept = rows;
      page = Math.floor(place / PAGE_LENGTH);
      showPage();
      const details = rows[place].item.querySelector("details");
      details.open = true;
      details.scrollIntoView({ block: "center" });
      details.querySelector("summary").focus({ preventScroll: true });
    }

    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(filter));
    pages.addEventListener("click", (event) => {
      if (event.target.name) {
        page += event.target.name === "next" ? 1 : -1;
        showPage();
        document.getElementById("events").focus();
      }
    });
    const openLinked = () => openEvent(location.hash.replace("#event-", ""));
    addEventListener("hashchange", openLinked);
    filter();
    document.querySelector(".events").classList.add("ready");
    openLinked();
    return {
      open: openEvent,
      choose(values) {
        clear();
        for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
        filter();
        document.getElementById("events").focus();
      },
    };
  }

  /** What a click on a part of a chart does, as its specification says: open an event, or filter the events. */
  function follow(usermeta, datum, events) {
    if (usermeta.opens && datum[usermeta.opens]) {
      events.open(datum[usermeta.opens]);
    } else if (usermeta.filters) {
      const values = Object.entries(usermeta.filters).map(([name, field]) => [name, datum[field]]);
      if (values.some(([, value]) => value)) events.choose(Object.fromEntries(values.map(([name, value]) => [name, value ?? ""])));
    }
  }

  /** Act once the place has got another width. */
  function onceResized(place, act) {
    const width = place.clientWidth;
    let waiting;
    const observer = new ResizeObserver(() => {
      clearTimeout(waiting);
      if (place.clientWidth === width) return;
      waiting = setTimeout(() => {
        observer.disconnect();
        act();
      }, SETTLED);
    });
    observer.observe(place);
  }

  /** Draw a chart; one of Vega lays its parts out once, and is drawn anew for another width. */
  async function drawChart({ name, spec }, events) {
    const options = {
      actions: false,
      ast: true,
      defaultStyle: false,
      renderer: "svg",
      formatLocale: data.numberLocale,
      timeFormatLocale: data.timeLocale,
      tooltip: { disableDefaultStyle: true },
    };
    const place = document.getElementById(`chart-${name}`);
    const { view, finalize } = await window.vegaEmbed(place, structuredClone(spec), options); // which writes into it
    place.setAttribute("role", "img"); // its parts are not to be read one by one: the table below says the same
    place.removeAttribute("aria-roledescription");
    view.addEventListener("click", (_, item) => item?.datum && follow(spec.usermeta, item.datum, events));
    if (!spec.marks) return;
    onceResized(place, () => {
      finalize();
      drawChart({ name, spec }, events);
    });
  }

  prepareTheme();
  if (!document.getElementById("filters")) return;
  for (const part of document.querySelectorAll(".scripted")) part.hidden = false;
  const events = prepareEvents();
  for (const chart of data.charts) drawChart(chart, events);
})();
