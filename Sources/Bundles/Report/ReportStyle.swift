/// The style of a report's page: the reader's light or dark colours, narrow screens, paper.
enum ReportStyle {
    static let css = """
        :root{color-scheme:light dark;--ground:#f6f7f9;--card:#fff;--ink:#1a2230;--faint:#5b6675;--line:#dde2e9;--red:#b42318;--amber:#9a5b00;--blue:#1d5fa8;--soft-red:#fdecea;--soft-amber:#fff4de;--soft-blue:#e9f2fc;--bar:#3d7bc4}
        @media (prefers-color-scheme:dark){:root{--ground:#11151b;--card:#1a2029;--ink:#e7ebf0;--faint:#9aa6b5;--line:#2d3643;--red:#ff8a80;--amber:#ffc266;--blue:#8cc1ff;--soft-red:#3a1d1b;--soft-amber:#352a14;--soft-blue:#172a40;--bar:#5b9be6}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.6 system-ui,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;overflow-wrap:anywhere}
        [lang=fa] body{font-family:Vazirmatn,Vazir,"Noto Sans Arabic","Segoe UI",Tahoma,"DejaVu Sans",sans-serif;line-height:1.9}
        main,header,footer{max-width:68rem;margin:0 auto;padding:0 1.25rem}
        header{padding-top:1.5rem}
        h1{font-size:1.5rem;line-height:1.4;margin:0}
        header p,footer,.faint{color:var(--faint);margin:.15rem 0 0;font-size:.92rem}
        h2{font-size:1.15rem;margin:2rem 0 .6rem}
        h3{font-size:.98rem;margin:1.2rem 0 .4rem}
        h4,h5,h6{font-size:.9rem;margin:.9rem 0 .3rem;color:var(--faint)}
        .counts{display:flex;flex-wrap:wrap;gap:.5rem;margin:.9rem 0 0;padding:0;list-style:none}
        .counts li,.badge{border-radius:1rem;padding:.05rem .7rem;font-size:.85rem;font-weight:600;white-space:nowrap}
        .critical{--tone:var(--red);--soft:var(--soft-red)}.warning{--tone:var(--amber);--soft:var(--soft-amber)}.notice{--tone:var(--blue);--soft:var(--soft-blue)}
        .counts li,.badge{color:var(--tone);background:var(--soft)}
        ol.findings{list-style:none;margin:.8rem 0 0;padding:0;display:grid;gap:.7rem}
        ol.findings li{background:var(--card);border:1px solid var(--line);border-inline-start:5px solid var(--tone);border-radius:.5rem;padding:.75rem 1rem}
        ol.findings p{margin:.3rem 0 0}
        ol.findings .what{font-weight:600}
        ol.findings .where{color:var(--faint);font-size:.85rem;margin-inline-start:.5rem}
        .next b{color:var(--faint);font-weight:600}
        .fine{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.8rem 1rem;margin:.8rem 0 0}
        .tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(11.5rem,1fr));gap:.7rem;margin-top:1rem}
        .tiles div{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.7rem .9rem;min-width:0}
        .tiles h3{margin:0;font-size:.8rem;color:var(--faint);font-weight:600}
        .tiles p{margin:.15rem 0 0;font-size:.85rem;color:var(--faint)}
        .tiles .text{color:var(--ink);font-weight:650;font-size:1rem}
        .tiles .figure{font-size:1.2rem;color:var(--ink);font-weight:650;line-height:1.5}
        section.collector,details.log,.box{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.2rem 1rem 1rem;margin:.7rem 0 0}
        section.collector>h2{margin:.8rem 0 .3rem;display:flex;flex-wrap:wrap;gap:.2rem .8rem;align-items:baseline;justify-content:space-between}
        h2 strong{font-weight:inherit}
        section.collector>h2 span{font-size:.8rem;font-weight:400;color:var(--faint)}
        dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr));gap:.15rem 2rem;margin:.3rem 0}
        dl div{display:flex;gap:.8rem;justify-content:space-between;border-bottom:1px solid var(--line);padding:.2rem 0;min-width:0}
        dt{color:var(--faint);flex:0 0 auto;max-width:58%}dd{margin:0;text-align:end;min-width:0;font-variant-numeric:tabular-nums}
        dl.gaps,.box dl.gaps{grid-template-columns:1fr}
        td dl{grid-template-columns:1fr;min-width:12rem}
        table{border-collapse:collapse;width:100%;font-size:.88rem;margin:.3rem 0}
        th{font-weight:600;color:var(--faint);text-align:start;vertical-align:bottom}
        th,td{padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top}
        [dir=rtl] th,[dir=rtl] td{padding:.35rem 0 .35rem .6rem}
        td{font-variant-numeric:tabular-nums}
        th{overflow-wrap:normal}
        td.s{white-space:nowrap}
        .wide{overflow-x:auto}
        .bar{display:block;height:.4rem;border-radius:.2rem;background:var(--line);margin:.45rem 0 .2rem;overflow:hidden;min-width:4rem}
        .bar i{display:block;height:100%;background:var(--bar)}.bar i.critical{background:var(--red)}.bar i.warning{background:var(--amber)}
        details summary{cursor:pointer;padding:.3rem 0;font-weight:600}
        details.log{padding:.3rem 1rem}
        details.log summary span{font-weight:400;color:var(--faint);font-size:.88rem}
        pre{direction:ltr;text-align:left;unicode-bidi:plaintext;white-space:pre-wrap;overflow-wrap:anywhere;font:.8rem/1.55 ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;margin:.3rem 0 .8rem;max-height:34rem;overflow-y:auto}
        footer{padding:2rem 1.25rem 2.5rem;margin-inline:auto}
        @media screen and (max-width:56rem){
        main,header,footer{padding-inline:.85rem}
        dl{grid-template-columns:1fr}
        .tiles{grid-template-columns:1fr 1fr}
        table,tbody,tr,td{display:block;width:auto}thead{display:none}
        tr{border-bottom:2px solid var(--line);padding:.4rem 0}
        td,[dir=rtl] td{border:0;padding:.1rem 0;display:grid;grid-template-columns:minmax(6.5rem,38%) minmax(0,1fr);gap:.6rem}
        td::before{content:attr(data-label);color:var(--faint)}
        td>div{grid-column:2;text-align:end;min-width:0;white-space:normal}
        td .bar{grid-column:2;margin-top:.6rem}
        td:has(>.bar)::before{grid-row:span 2}
        td dl{min-width:0}
        [dir] td:has(dl){grid-template-columns:1fr}td:has(dl)>div{grid-column:1}
        [dir] td.e{display:none}
        }
        @media print{
        :root{color-scheme:light;--ground:#fff;--card:#fff;--ink:#000;--faint:#444;--line:#bbb;--red:#b42318;--amber:#9a5b00;--blue:#1d5fa8;--soft-red:#fdecea;--soft-amber:#fff4de;--soft-blue:#e9f2fc;--bar:#3d7bc4}
        body{font-size:9.5pt}main,header,footer{max-width:none;padding-inline:0}
        *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
        dl{grid-template-columns:1fr 1fr}.tiles{grid-template-columns:repeat(4,1fr)}
        table{font-size:7.5pt}th,td{padding-inline-end:.4rem}td.s{white-space:normal;overflow-wrap:normal}.wide{overflow:visible}.bar{min-width:2rem}
        h2,h3,h4{break-after:avoid}tr,ol.findings li,.tiles div,dl div{break-inside:avoid}
        pre{max-height:none;overflow:visible}
        }
        """
}
