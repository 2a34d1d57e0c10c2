/** Which of Node's asynchronous resources are operations of ours, and of which kind. */
import type { OperationKind } from '../../capture/format/operations.ts';

/** Resources that are made for one operation and called back once it is done. */
export const kindOfResource: ReadonlyMap<string, OperationKind> = new Map<string, OperationKind>([
  ['FSREQCALLBACK', 'fs'],
  ['FSREQPROMISE', 'fs'],
  ['FILEHANDLECLOSEREQ', 'fs'],
  ['GETADDRINFOREQWRAP', 'dns'],
  ['GETNAMEINFOREQWRAP', 'dns'],
  ['QUERYWRAP', 'dns'],
  ['Timeout', 'timer'],
  ['PBKDF2REQUEST', 'crypto'],
  ['SCRYPTREQUEST', 'crypto'],
  ['RANDOMBYTESREQUEST', 'crypto'],
  ['RANDOMPRIMEREQUEST', 'crypto'],
  ['CHECKPRIMEREQUEST', 'crypto'],
  ['KEYPAIRGENREQUEST', 'crypto'],
  ['KEYGENREQUEST', 'crypto'],
  ['KEYEXPORTREQUEST', 'crypto'],
  ['CIPHERREQUEST', 'crypto'],
  ['DERIVEBITSREQUEST', 'crypto'],
  ['HASHREQUEST', 'crypto'],
  ['SIGNREQUEST', 'crypto'],
  ['VERIFYREQUEST', 'crypto'],
  ['ARGON2REQUEST', 'crypto'],
  ['KEMENCAPSULATEREQUEST', 'crypto'],
  ['KEMDECAPSULATEREQUEST', 'crypto'],
  ['TCPCONNECTWRAP', 'net'],
  ['PIPECONNECTWRAP', 'net'],
  ['HTTP2STREAM', 'http2'],
  ['PROCESSWRAP', 'child-process'],
]);
