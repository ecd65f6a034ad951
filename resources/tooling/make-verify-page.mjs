import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './lib/paths.mjs';
import { isProgram } from './lib/say.mjs';

/**
 * `npm run verify-page`: makes resources/verify-page/verify.html, one file with everything in it, the same for every packet.
 *
 * It lies in the repository, so that its bytes can be compared by anybody; a test holds that it is what its sources make.
 */

const folder = join(root, 'resources/verify-page');

/** The page's text. @returns {Promise<string>} */
export async function makeVerifyPage() {
  const script = await bundle();
  const style = readFileSync(join(folder, 'source/page.css'), 'utf8').replace(/\n\s*/g, '');
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>Check a Chainmail packet</title>
<style>${style}</style>
</head>
<body>
<noscript>This page needs JavaScript. Without it, use the commands in README.txt.</noscript>
<script>${script}</script>
</body>
</html>
`;
}

async function bundle() {
  const { output } = await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      rollupOptions: { input: join(folder, 'source/page.ts'), output: { format: 'iife' } },
      modulePreload: false,
    },
  });
  const [{ code }] = output;
  // The end of the element that holds it may not stand in it.
  return code.trim().replaceAll('</script', '<\\/script');
}

/** @param {string} text */
function hashOf(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

if (isProgram(import.meta.url)) {
  const page = await makeVerifyPage();
  writeFileSync(join(folder, 'verify.html'), page);
  console.log(
    `resources/verify-page/verify.html: ${page.length} bytes, SHA-256 ${createHash('sha256').update(page).digest('hex')}`,
  );
}
