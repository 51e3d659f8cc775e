/** The file server that a plan asks for: reads what it needs, starts it, and says what is wrong with it. */
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type FileServer } from '../doors/files.js';
import { startFileServer } from '../files/servers.js';
import { type ShelfOptions } from '../files/shelf.js';
import { type FirmwareImage } from '../peers/csms-side/csms-files.js';
import { type FilesSettings } from '../plan/schema/files-schema.js';
import { type Plan } from '../plan/plan.js';
import { type Diagnosis } from './diagnosis.js';

export interface PlanFiles {
  readonly server: FileServer;
  readonly firmware?: FirmwareImage;
}

/** Larger images are for no case. */
const MAX_IMAGE = 256 << 20;

const problem = (headline: string, hint: string) =>
  Object.assign(new Error(headline), { code: 'FILES_UNUSABLE' as const, headline, hint });

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown reason';

async function read(path: string, key: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw problem(`${key}: ${path} cannot be read: ${codeOf(error)}`, `Mend ${key} in the plan.`);
  }
}

async function firmwareOf(files: FilesSettings): Promise<FirmwareImage | undefined> {
  const { firmware } = files;
  if (!firmware) return undefined;
  const content = await read(firmware.file, 'files.firmware.file');
  if (content.length === 0 || content.length > MAX_IMAGE)
    throw problem(
      `files.firmware.file holds ${content.length} bytes`,
      'Name the image that the station would install.',
    );
  if (firmware.certificate === undefined || firmware.signature === undefined) return { content };
  const certificate = (await read(firmware.certificate, 'files.firmware.certificate')).toString('utf8');
  try {
    new X509Certificate(certificate);
  } catch {
    throw problem('files.firmware.certificate holds no certificate', 'It has to be a PEM file.');
  }
  const signature = (await read(firmware.signature, 'files.firmware.signature')).toString('utf8').replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(signature))
    throw problem('files.firmware.signature is no base64', 'Write the signature as base64 into that file.');
  return { content, certificate, signature };
}

/**
 * Starts the file server of the plan; undefined where it asks for none. Rejects with a code, a headline and a hint when
 * a file is no good or a port cannot be had.
 */
export async function startPlanFiles({ files }: Plan, keep?: ShelfOptions['keep']): Promise<PlanFiles | undefined> {
  if (!files) return undefined;
  const { host, httpPort, httpsPort, ftpPort, advertise, cert, key } = files;
  const firmware = await firmwareOf(files);
  const tls =
    cert !== undefined && key !== undefined && httpsPort !== undefined
      ? { cert: await read(cert, 'files.cert'), key: await read(key, 'files.key') }
      : undefined;
  try {
    const server = await startFileServer({
      host,
      ports: {
        ...(httpPort !== undefined && { http: httpPort }),
        ...(httpsPort !== undefined && { https: httpsPort }),
        ...(ftpPort !== undefined && { ftp: ftpPort }),
      },
      ...(advertise !== undefined && { advertise }),
      ...(tls && { tls }),
      ...(keep && { keep }),
    });
    return { server, ...(firmware && { firmware }) };
  } catch (error) {
    throw problem(
      `files cannot be served on ${host}: ${codeOf(error)}`,
      codeOf(error) === 'EADDRINUSE' ? 'Another program has the port.' : 'Look at files in the plan.',
    );
  }
}

const LOCAL = /^(?:127\.|::1$|localhost$)/;

/** What `doctor` finds of the file server: where it would be, and what is missing there. */
export async function diagnoseFiles(plan: Plan): Promise<readonly Diagnosis[]> {
  const { files } = plan;
  if (!files) return [];
  try {
    const started = await startPlanFiles(plan);
    if (!started) return [];
    const bases = Object.values(started.server.bases);
    await started.server.close();
    const near = LOCAL.test(files.advertise ?? files.host);
    return [
      {
        subject: 'files',
        ok: true,
        detail: `served at ${bases.join(', ')}; ${started.firmware ? `firmware of ${started.firmware.content.length} bytes` : 'no firmware: cases that install one will be inconclusive'}`,
        ...(near && { hint: 'Only a station on this machine reaches that: files.host and files.advertise say more.' }),
      },
    ];
  } catch (error) {
    const { headline, hint } = error as Partial<{ headline: string; hint: string }>;
    if (headline === undefined) throw error;
    return [{ subject: 'files', ok: false, detail: headline, ...(hint !== undefined && { hint }) }];
  }
}
