namespace EcgScaling.Figures.Reports;

internal static class ReportStyle
{
    public const string Css =
        """
        :root{--ground:#fff;--ink:#1f2328;--quiet:#59636e;--line:#d1d9e0;--soft:#f6f8fa;--link:#0550ae;--good:#1a7f37;--bad:#cf222e;--warn:#9a6700}
        @media screen and (prefers-color-scheme:dark){:root{--ground:#16191d;--ink:#e6e8eb;--quiet:#a9b1ba;--line:#363c44;--soft:#1f2329;--link:#79b8ff;--good:#57ab5a;--bad:#f47067;--warn:#daaa3f}}
        *{box-sizing:border-box}
        body{margin:0 auto;padding:1rem 1.2rem 4rem;max-width:66rem;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif}
        h1{font-size:1.7rem;line-height:1.25;margin:.6rem 0 .2rem}
        h2{font-size:1.25rem;margin:2.4rem 0 .6rem;padding-top:.6rem;border-top:1px solid var(--line)}
        p{margin:.6rem 0;max-width:46rem}
        .sub{color:var(--quiet);margin-top:0}
        nav ol{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;padding:0;margin:1rem 0;list-style-position:inside;font-size:.9rem}
        a{color:var(--link)}
        .wide{overflow-x:auto}
        .wide:focus-visible{outline:2px solid var(--link)}
        figure{margin:1.4rem 0}
        figure svg{display:block;max-width:100%;height:auto;min-width:34rem;margin:0 auto}
        figcaption,caption{color:var(--quiet);font-size:.88rem;text-align:left;max-width:46rem}
        figcaption{margin:.4rem 0}
        caption{padding:.3rem 0}
        .files{font-size:.8rem}
        .files a{white-space:nowrap;border:1px solid var(--line);border-radius:4px;padding:0 .4em;text-decoration:none}
        table{border-collapse:collapse;font-size:.9rem;margin:.8rem 0;min-width:50%}
        th,td{padding:.28rem .7rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
        th{border-bottom:2px solid var(--line);vertical-align:bottom}
        table:has(th:nth-child(9)){font-size:.76rem}
        table:has(th:nth-child(9)) :is(th,td){padding:.2rem .4rem}
        .num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.15rem 1.2rem;font-size:.9rem}
        dt{color:var(--quiet)}
        dd{margin:0;overflow-wrap:anywhere}
        @media(max-width:40rem){dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}body{padding:.6rem .8rem 3rem}}
        .finding{border-left:4px solid var(--quiet);background:var(--soft);padding:.5rem .9rem;margin:.7rem 0;max-width:48rem}
        .finding strong{text-transform:uppercase;font-size:.78rem;letter-spacing:.03em;margin-right:.4em}
        .good{border-color:var(--good)}.good strong{color:var(--good)}
        .bad{border-color:var(--bad)}.bad strong{color:var(--bad)}
        .warn{border-color:var(--warn)}.warn strong{color:var(--warn)}
        pre{background:var(--soft);padding:.7rem .9rem;overflow-x:auto;font-size:.82rem;line-height:1.4}
        summary{cursor:pointer;font-weight:600;margin:.6rem 0}
        @media print{
        body{max-width:none;padding:0;font-size:10.5pt}
        nav,.files{display:none}
        figure,tr,.finding{break-inside:avoid}
        h2,h3,summary{break-after:avoid}
        figure svg{min-width:0}
        .wide{overflow:visible}
        details::details-content{content-visibility:visible;block-size:auto}
        }

        """;
}
