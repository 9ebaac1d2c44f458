import { expect, it } from 'vitest';
import { problemOfError } from '../../src/web/problems.ts';

it.each(['EACCES', 'EPERM', 'EINVAL'])('a connection that this machine does not let through (%s) is one that cannot be had; a file is a defect', (code) => {
  expect(problemOfError(Object.assign(new Error(`connect ${code}`), { code, syscall: 'connect' }), 'https://example.org/')).toMatchObject({ kind: 'connection' });
  expect(problemOfError(Object.assign(new Error(`${code}: open`), { code, syscall: 'open' }), 'https://example.org/')).toBeNull();
});
