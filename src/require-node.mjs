// Loaded before anything else (`node --import`), in plain JavaScript, because an older Node cannot even read main.ts.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `Backfile needs Node 24 or newer; this is Node ${process.versions.node}.\n` +
      'Run it through npm (`npm ci`, then `npm start`): a Node 24 comes with the packages on Linux, macOS and Windows.\n' +
      'If npm skipped it (`--omit=optional`, another platform), install Node 24 from https://nodejs.org.',
  );
  process.exit(2);
}
