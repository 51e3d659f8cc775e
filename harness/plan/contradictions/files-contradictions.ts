/** What of the plan's file server does not fit together. */
import { group, type Loose, unfit } from './loose.js';
import { type Problem } from '../reading/problems.js';

export function* filesContradictions(plan: Loose): Iterable<Problem> {
  if (plan['files'] === undefined) return;
  if (group(plan['sut'])['role'] === 'csms') {
    yield unfit(
      ['files'],
      'is for a station under test',
      'A CSMS has a file server of its own: parameters.firmwareUrl.',
    );
    return;
  }
  const files = group(plan['files']);
  const { httpPort, httpsPort, ftpPort, cert, key } = files;
  if (httpPort === undefined && httpsPort === undefined && ftpPort === undefined)
    yield unfit(['files'], 'has no port', 'Nothing is served then: write httpPort, httpsPort or ftpPort.');
  if (httpsPort !== undefined && (cert === undefined || key === undefined))
    yield unfit(['files', 'httpsPort'], 'needs files.cert and files.key', 'HTTPS has to show a certificate.');
  const ports = [httpPort, httpsPort, ftpPort].filter((port) => typeof port === 'number' && port > 0);
  if (new Set(ports).size < ports.length)
    yield unfit(['files'], 'has one port twice', 'Each protocol needs a port of its own.');
  const { signature, certificate } = group(files['firmware']);
  if ((signature === undefined) !== (certificate === undefined))
    yield unfit(['files', 'firmware'], 'has one of certificate and signature', 'A signed update needs both.');
}
