// Bundles src/ into dist/report.js. The bytes depend on package-lock.json and
// src/ alone.
import { build } from 'esbuild';

// The notices that the licences of what is bundled ask for; their full texts
// are in the project's NOTICE.
const notice = '/* Apache ECharts, Copyright 2017-2026 The Apache Software Foundation, Apache-2.0; '
  + 'ZRender, Copyright (c) 2017 Baidu Inc., BSD-3-Clause; d3, Copyright 2010-2016 Mike Bostock, BSD-3-Clause; '
  + 'tslib, Copyright (c) Microsoft Corporation, 0BSD. */';

const result = await build({
  entryPoints: ['src/main.js'],
  outfile: 'dist/report.js',
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['es2020'],
  charset: 'utf8',
  legalComments: 'none',
  banner: { js: notice },
  define: { 'process.env.NODE_ENV': '"production"' },
  metafile: true,
});
for (const [file, { bytes }] of Object.entries(result.metafile.outputs)) {
  console.log(`${file} ${bytes} bytes`);
}
