/** The page's style. Class names are short because a long run repeats them thousands of times. */

const COLOURS = `
:root{color-scheme:light dark;
--bg:#fff;--fg:#1c2024;--soft:#555d66;--line:#d5dae0;--tint:#f5f7f9;--band:#d9e6f5;--accent:#0b4f9c;
--pass:#17603a;--fail:#a3161c;--inc:#7a4a00;--err:#6a2a9c}
@media (prefers-color-scheme:dark){:root{
--bg:#131619;--fg:#e3e6e9;--soft:#a0a8b1;--line:#343b43;--tint:#1b2025;--band:#23364d;--accent:#8bb9f4;
--pass:#6fcb98;--fail:#ff938b;--inc:#e6b85c;--err:#cda8f7}}
@media print{:root{color-scheme:light;
--bg:#fff;--fg:#000;--soft:#444;--line:#bbb;--tint:#f5f5f5;--band:#dfe8f2;--accent:#0b4f9c;
--pass:#17603a;--fail:#a3161c;--inc:#7a4a00;--err:#6a2a9c}}`;

const BASE = `
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--fg);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
a{color:var(--accent);text-underline-offset:.15em;text-decoration-thickness:1px}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:2px}
.case:target>summary,li:target{background:var(--tint);box-shadow:-.6rem 0 var(--tint),-.8rem 0 var(--accent)}
.skip{position:absolute;left:-99rem;top:0;padding:.6rem 1rem;background:var(--accent);color:var(--bg);z-index:1}
.skip:focus{left:0}
.page{max-width:76rem;margin:0 auto;padding:0 2rem;display:grid;grid-template-columns:minmax(0,1fr);gap:0 3.5rem}
@media (min-width:64rem){.page{grid-template-columns:11rem minmax(0,1fr)}
nav{position:sticky;top:0;align-self:start;padding-top:4.4rem;max-height:100vh;overflow:auto}nav li{margin:.45rem 0}}
@media (max-width:63.99rem){nav{padding-top:1.2rem}nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem}}
nav ul{list-style:none;margin:0;padding:0;font-size:.875rem}
nav a{color:var(--soft);text-decoration:none}nav a:hover{color:var(--accent);text-decoration:underline}
main{padding:3.5rem 0 5rem;min-width:0}
section{margin:0 0 4.5rem}
h1,h2,h3{line-height:1.2;font-weight:650;letter-spacing:-.01em}
h1{font-size:2.6rem;margin:.2rem 0 2rem}
h2{font-size:1.5rem;margin:0 0 1rem;padding-top:1.2rem;border-top:1px solid var(--line)}
h3{font-size:1.05rem;margin:2.2rem 0 .6rem}
p{max-width:46rem;margin:.6rem 0}
footer{padding:1.5rem 0 3rem;color:var(--soft);font-size:.875rem;border-top:1px solid var(--line)}
@media (min-width:64rem){footer{grid-column:2}}`;

const VERDICTS = `
b.pass,b.fail,b.error,b.inconclusive,b.incomplete,b.none{white-space:nowrap;font-weight:600}
b.pass{color:var(--pass)}b.fail{color:var(--fail)}b.error{color:var(--err)}
b.inconclusive,b.incomplete{color:var(--inc)}b.none{color:var(--soft);font-weight:400}
b:is(.pass,.fail,.error,.inconclusive,.incomplete,.none):before{display:inline-block;width:1.25em}
b.pass:before{content:"✓"}b.fail:before{content:"✕"}b.error:before{content:"!"}
b.inconclusive:before{content:"?"}b.incomplete:before{content:"◐"}b.none:before{content:"–"}
@supports (content:"x"/""){b.pass:before{content:"✓"/""}b.fail:before{content:"✕"/""}b.error:before{content:"!"/""}
b.inconclusive:before{content:"?"/""}b.incomplete:before{content:"◐"/""}b.none:before{content:"–"/""}}`;

const SUMMARY = `
.eyebrow{color:var(--soft);margin:0;font-size:1rem}
.outcome{font-size:2rem;line-height:1.2;font-weight:650;margin:0 0 .3rem;letter-spacing:-.01em}
.o-conformant{color:var(--pass)}.o-failures{color:var(--fail)}.o-incomplete{color:var(--inc)}.o-error{color:var(--err)}
.o-conformant:before{content:"✓ "}.o-failures:before{content:"✕ "}.o-incomplete:before{content:"? "}.o-error:before{content:"! "}
.lead{font-size:1.125rem;margin:0 0 1.6rem}
.notices{margin:0 0 2rem;padding:.9rem 1.2rem .9rem 2.2rem;border-left:4px solid var(--inc);background:var(--tint);max-width:50rem}
.counts{display:flex;flex-wrap:wrap;gap:1.2rem 2.4rem;margin:0 0 2.6rem}
.counts div{display:flex;flex-direction:column-reverse}
.counts dd{margin:0;font-size:2.4rem;line-height:1.15;font-weight:600}
.counts dt{font-size:.9rem}.counts .zero dd{color:var(--soft);font-weight:300}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(17rem,100%),1fr));gap:1.1rem 2.2rem;margin:0}
.facts dt,.words dt{font-size:.85rem;color:var(--soft)}.facts dd,.words dd{margin:0}.facts .hex{grid-column:1/-1}.hex dd{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.85rem}
.words div{display:grid;grid-template-columns:9rem minmax(0,1fr);gap:1rem;padding:.4rem 0;max-width:46rem}
@media (max-width:40rem){.words div{grid-template-columns:1fr;gap:0}}`;

const CAUSES = `
h2.cz{border:0;padding:0;margin:0 0 .8rem;font-size:1.35rem}
.cs{margin:0 0 2.4rem;padding-left:1.9rem;max-width:60rem}.cs>li{margin:0 0 .7rem;padding-left:.2rem}.cs>li::marker{color:var(--soft);font-weight:600}.cs>li:target{background:none;box-shadow:none}
.cs p{margin:.2rem 0;max-width:none}.cs p.meta{margin:0}.cs summary{padding:.1rem 0;list-style:none;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;font-size:.85rem}.cs summary::-webkit-details-marker{display:none}.cs summary:before{content:"+ ";color:var(--soft)}.cs [open]>summary:before{content:"− "}
.cs [open]{margin:0 0 1.2rem}.ex{list-style:none;margin:.3rem 0;padding:0;font-size:.85rem}.ex li{margin:.15rem 0}.ex i{color:var(--soft);font-style:normal}`;

const TABLES = `
.w{overflow-x:auto;margin:1rem 0 1.6rem}
table{border-collapse:collapse;width:100%;font-size:.925rem;line-height:1.45}
caption{text-align:left;color:var(--soft);font-size:.85rem;padding:0 0 .4rem}
th,td{text-align:left;vertical-align:top;padding:.5rem 1.1rem .5rem 0;border-top:1px solid var(--line);font-weight:400;min-width:4.2rem}
thead th{border-top:0;border-bottom:1px solid var(--fg);font-size:.8rem;color:var(--soft);vertical-align:bottom;white-space:nowrap}
tbody tr:first-child>*{border-top:0}
tbody th{font-weight:500;min-width:9rem}td.n{white-space:nowrap}td.zero{color:var(--soft)}
small{display:block;color:var(--soft);font-size:.8rem;line-height:1.4;margin-top:.2rem;font-weight:400}`;

const CASES = `
details>summary{cursor:pointer;padding:.55rem 0}
.pf>summary{padding:.2rem 0;font-size:.8em;font-weight:400;color:var(--soft,inherit)}
.case{border-top:1px solid var(--line);padding:0}.case[open]{padding-bottom:2rem}
.case>summary{display:grid;grid-template-columns:1rem minmax(0,1fr) auto;gap:.2rem .5rem;list-style:none;align-items:baseline}
.case>summary::-webkit-details-marker{display:none}
.case>summary:before{content:"+";color:var(--soft)}.case[open]>summary:before{content:"−"}
.case>summary:hover h4{color:var(--accent)}
.case>summary .n{color:var(--soft);font-size:.85rem;white-space:nowrap}
.case>:not(summary){margin-left:1.5rem}.one .case>*{margin-left:0}.one h1{font-size:1.7rem;margin:.4rem 0 .6rem}.one h1 b{min-width:0;margin-right:.4em}
.one .ck{width:100%}tr.case{border:0}@media (min-width:40.01rem){.ct th{padding-left:8rem;text-indent:-8rem}.ct th b{display:inline-block;min-width:7.6rem;text-indent:0}}.ct tr:target>*{background:var(--tint)}
h4{display:inline;margin:0;font-size:1rem;font-weight:400}h4 b{display:inline-block;min-width:7.6rem}.id{font-weight:600;margin-right:.4em}
.case[open] h4{font-weight:600}
.why{border-left:3px solid currentColor;padding-left:.8rem;font-weight:500}
.first{color:var(--fail);font-weight:600}.first:before{content:"▸ "}.first:target,tr:target>*{background:var(--tint)}
.meta,.again{color:var(--soft);font-size:.875rem}
.k{font-weight:600;margin:1.2rem 0 .2rem;font-size:.9rem}
.case ul,.case ol{margin:.2rem 0 1rem 1.5rem;padding-left:1.3rem;max-width:46rem}
.ck{margin-top:1.2rem;width:calc(100% - 1.5rem)}
.ck th[scope=row]{width:24%}.ck td:nth-child(2),.ck td:nth-child(3){width:22%}
figure{margin:1.6rem 0;max-width:34rem}figcaption{color:var(--soft);font-size:.85rem}
svg{display:block;width:100%;height:auto;font-size:9.6px;fill:var(--fg)}
svg path{fill:none;stroke:var(--soft)}svg .l{stroke:var(--line)}svg .a{stroke:var(--fg);stroke-width:1}
svg .d{stroke-dasharray:4 3}svg .r{stroke:var(--fail);stroke-width:1.6}svg .b{fill:var(--tint);stroke:var(--line)}svg .h{fill:var(--band);stroke:none}svg .h.g{fill:none;stroke:var(--fail);stroke-dasharray:3 3}
svg path.f{stroke:var(--fail);stroke-width:1.2}.f{fill:var(--fail);font-weight:700}path.f{fill:none}
.plot{max-width:48rem}.plot svg{font-size:10px}.e{text-anchor:end}svg .v{stroke:var(--accent);stroke-width:1.5}svg .o{stroke:var(--accent);stroke-width:4;stroke-linecap:round}
rect{stroke:var(--line);fill:var(--tint)}.s1{fill:color-mix(in srgb,var(--pass) 22%,var(--bg))}.s2{fill:color-mix(in srgb,var(--accent) 18%,var(--bg))}.s3{fill:color-mix(in srgb,var(--accent) 42%,var(--bg))}
.s4{fill:color-mix(in srgb,var(--inc) 26%,var(--bg))}.s5{fill:color-mix(in srgb,var(--soft) 38%,var(--bg))}.s6{fill:color-mix(in srgb,var(--fail) 38%,var(--bg))}
.m{text-anchor:middle}.m.n{fill:var(--soft)}.t{fill:var(--soft);font-size:8.6px}.x{fill:var(--fail);font-size:13px;font-weight:700}
.case .fr ol{list-style:none;padding:0;margin-left:0;max-width:none}.fr li{border-top:1px solid var(--line);padding:.5rem 0;font-size:.875rem}
.fr i{color:var(--soft)}
pre,code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.8125rem;unicode-bidi:isolate}
pre{margin:.3rem 0 0;white-space:pre-wrap;line-height:1.45;overflow:hidden}
code{background:var(--tint);padding:.15em .4em}
form{display:flex;flex-wrap:wrap;gap:.7rem 1.2rem;align-items:center;margin:1rem 0}[hidden]{display:none!important}
input,select,button{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--soft);border-radius:4px;padding:.3rem .6rem;max-width:100%}
button{cursor:pointer}button:hover{border-color:var(--accent);color:var(--accent)}output{color:var(--soft);font-size:.875rem}`;

/** On a narrow screen the rows of a text-heavy table stand one cell below the other, with what each cell is. */
export const labels = (table: string, names: Readonly<Record<number, string>>): string =>
  Object.entries(names)
    .map(([column, name]) => `.${table} td:nth-child(${column}):before{content:"${name}"}`)
    .join('');

const NARROW = `
@media (max-width:40rem){.page{padding:0 1rem}main{padding-top:1.6rem}h1{font-size:1.9rem;margin-bottom:1.4rem}section{margin-bottom:3rem}
.outcome{font-size:1.6rem}.counts{gap:1rem 1.6rem}.counts dd{font-size:1.8rem}
.case>:not(summary){margin-left:0}h4 b{min-width:0;display:block}.ck{width:100%}svg{font-size:11px}.t{font-size:9.5px}
.s thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.s,.s tbody,.s tr,.s caption{display:block}.s tbody :is(th,td){display:block;width:auto!important;border:0;padding:.1rem 0}
.s tbody tr{border-top:1px solid var(--line);padding:.7rem 0}
.s td:before{color:var(--soft);font-size:.8rem;margin-right:.5em}
${labels('ck', { 2: 'Expected', 3: 'Received', 4: 'Verdict', 5: 'Requirements', 6: 'Messages' })}
${labels('ob', { 3: 'Clause', 4: 'Case', 5: 'Messages' })}${labels('ru', { 3: 'Findings', 4: 'Advisories', 6: 'Clause' })}
${labels('dc', { 3: 'Shown', 4: 'Cases' })}${labels('cp', { 3: 'Passed', 4: 'Failed', 5: 'Not applicable', 6: 'Missing', 7: 'Official cases' })}${labels('req', { 3: 'Checks passed', 4: 'Cases' })}${labels('cl', { 3: 'Claimed', 4: 'Shown', 5: 'Messages' })}${labels('in', { 2: 'When', 3: 'Case', 4: 'Messages' })}${labels('lf', { 2: 'Left by', 3: 'Messages' })}${labels('nr', { 3: 'Block', 4: 'Why' })}}`;

/** On paper all cases stand open; their messages only where the reader had opened them. */
const PRINT = `
@media print{@page{margin:16mm 14mm}body{font-size:9.5pt}
nav,.skip,button,form label{display:none!important}.page{display:block;max-width:none;padding:0}main{padding:0}
section{margin-bottom:8mm}h1{font-size:22pt}h2,h3,h4,caption,figcaption,summary,output,.k{break-after:avoid}
tr,li,figure,.facts div,.counts div{break-inside:avoid}thead{display:table-header-group}tbody tr:first-child{break-before:avoid}
#summary{break-after:page}.counts{gap:3mm 5mm}.counts dd{font-size:20pt}.w{overflow:visible}
table{font-size:8.5pt}th,td{min-width:3.4em;padding-right:.7em}tbody th{min-width:8em}thead th{white-space:normal;overflow-wrap:normal}
details:not(.fr):not(.pf)::details-content{content-visibility:visible;block-size:auto;height:auto}
.case{padding-bottom:5mm}.case>summary:before{content:""!important}
figure{max-width:88mm}svg{max-height:225mm}a{color:inherit;text-decoration:none}:target>summary,li:target{background:none;box-shadow:none}
.fr:not([open])>summary:after{content:": not printed, they are in the record"}}`;

export const STYLE = [COLOURS, BASE, VERDICTS, SUMMARY, CAUSES, TABLES, CASES, NARROW, PRINT]
  .join('')
  .replaceAll('\n', '');
