import { defineFormat } from '../format.ts';
import { isWxr } from '../wxr/claim.ts';
import { readExport } from '../wxr/read.ts';
import { rootOf } from '../xml/root.ts';

export default defineFormat({
  name: 'wxr',
  description: 'A WordPress export (WXR): its published posts and pages.',
  accepts: ({ text }) => {
    const root = rootOf(text);
    return root !== null && isWxr(root, text);
  },
  stream: readExport,
});
