export const STYLE = `
@font-face{font-family:Fraunces;src:url(/_assets/fraunces.woff2) format("woff2");font-weight:100 900;font-display:swap}
@font-face{font-family:Fraunces;src:url(/_assets/fraunces-italic.woff2) format("woff2");font-weight:100 900;font-style:italic;font-display:swap}
@font-face{font-family:"Instrument Sans";src:url(/_assets/instrument-sans.woff2) format("woff2");font-weight:400 700;font-display:swap}
:root{--paper:#fbf8f4;--card:#fffdfa;--ink:#1d1a26;--mute:#6b6675;--line:#e9e2d9;--edge:#8d8494;--garnet:#a3243b;--garnet-ink:#fff;--sage:#4f6f5d;--sagebg:#e6eee8;--amber:#8a5a10;--amberbg:#f7ead2;--rosebg:#f8e4e7;--r:20px;--shadow:0 1px 2px #1d1a2610,0 12px 32px -12px #1d1a2622}
@media (prefers-color-scheme:dark){:root{--paper:#16141c;--card:#1f1c27;--ink:#f4efe8;--mute:#a8a1b3;--line:#322d3d;--edge:#7d7689;--garnet:#e0637a;--garnet-ink:#1d0a10;--sage:#93b8a3;--sagebg:#22302a;--amber:#e2b568;--amberbg:#362b18;--rosebg:#3a1e26;--shadow:0 12px 32px -12px #0008}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:400 16px/1.5 "Instrument Sans",system-ui,sans-serif}
h1,h2,.brand,.price{font-family:Fraunces,Georgia,serif;font-weight:480;letter-spacing:-.02em;line-height:1.08;margin:0}
h1{font-size:clamp(1.75rem,4vw,2.4rem)}h2{font-size:1.35rem}
p{margin:0}a{color:inherit}
.banner{background:var(--amberbg);color:var(--amber);text-align:center;font-weight:600;font-size:.875rem;padding:.55rem 1rem}
.top{display:flex;justify-content:space-between;align-items:center;padding:1.1rem clamp(1rem,4vw,2.5rem)}
.brand{font-style:italic;font-size:1.4rem}.brand em{color:var(--garnet)}
main{margin:0 auto;padding:.5rem clamp(1rem,4vw,2.5rem) 4rem;display:grid;gap:1.5rem}
.narrow{max-width:66rem}.wide{max-width:80rem}
.two{display:grid;gap:clamp(1.5rem,5vw,4rem);align-items:start}
.card{background:var(--card);border:1px solid var(--line);border-radius:var(--r);box-shadow:var(--shadow);padding:clamp(1.1rem,3vw,1.9rem);display:grid;gap:1rem;min-width:0}
.stack{display:grid;gap:1rem;min-width:0}.tight{display:grid;gap:.25rem}
.center{text-align:center;justify-items:center;max-width:34rem;margin:4vh auto 0;width:100%}
.quiet,.mute{color:var(--mute)}.small{font-size:.875rem}
.price{font-size:clamp(2.2rem,6vw,3rem)}
.row{display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:center}.between{justify-content:space-between}
.line{border-top:1px solid var(--line);padding-top:1rem}
label{display:grid;gap:.35rem;font-weight:600;font-size:.9rem}
label.check{display:flex;gap:.6rem;align-items:center;font-weight:400;font-size:1rem}
input{font:inherit;font-weight:400;font-size:1rem;color:inherit;background:var(--paper);border:1px solid var(--edge);border-radius:12px;padding:.7rem .85rem;min-height:48px;width:100%;font-variant-numeric:tabular-nums}
input[type=checkbox]{margin:0;padding:0;width:22px;min-height:22px;accent-color:var(--garnet);flex:none}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem}
button,.button{font:inherit;font-weight:600;color:inherit;background:var(--card);border:1px solid var(--edge);border-radius:999px;padding:.55rem 1.1rem;min-height:44px;cursor:pointer;text-decoration:none;display:inline-flex;align-items:center;justify-content:center;transition:background .15s ease-out}
button:hover,.button:hover{background:var(--paper)}
button.main,.button.main{background:var(--garnet);border-color:var(--garnet);color:var(--garnet-ink)}
button.main:hover,.button.main:hover{background:color-mix(in srgb,var(--garnet) 88%,var(--ink))}
button.full{width:100%;min-height:52px}button.slim{min-height:36px;padding:.3rem .8rem;font-size:.875rem}
:focus-visible{outline:3px solid var(--garnet);outline-offset:2px}
.chip{border-radius:999px;padding:.15rem .7rem;font-size:.8125rem;font-weight:600;white-space:nowrap;background:var(--line)}
.chip.good{background:var(--sagebg);color:var(--sage)}.chip.warn{background:var(--amberbg);color:var(--amber)}.chip.bad{background:var(--rosebg);color:var(--garnet)}
.alert{background:var(--rosebg);color:var(--garnet);border-radius:14px;padding:.8rem 1rem;font-weight:600}.alert p+p{font-weight:400;color:var(--ink)}
.notice{background:var(--amberbg);color:var(--amber);border-radius:14px;padding:.8rem 1rem}
ul.plain{list-style:none;margin:0;padding:0;display:grid;gap:0}
ul.plain>li{border-top:1px solid var(--line);padding:.8rem 0;display:flex;flex-wrap:wrap;gap:.4rem 1rem;justify-content:space-between;align-items:center;min-width:0}
ul.plain>li:first-child{border-top:0}
ul.cards a{text-decoration:none;display:grid;gap:.1rem;border:1px solid var(--line);border-radius:14px;padding:.65rem .9rem;min-height:44px}
ul.cards a:hover,ul.cards a[aria-current]{border-color:var(--garnet)}
.card+section{margin-top:.75rem}
ul.cards{list-style:none;margin:0;padding:0;display:grid;gap:.5rem}
.number{font-variant-numeric:tabular-nums;font-weight:600}
.people>.card{align-content:start}
.row>input[type=search]{flex:1 1 14rem;width:auto}
.people{display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,24rem),1fr))}
.wrap{overflow-wrap:anywhere;min-width:0}
form.inline{display:contents}
@media (min-width:56rem){.two{grid-template-columns:minmax(0,1fr) minmax(0,1.1fr)}.two>.aside{position:sticky;top:2rem}}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
`;
