/** A profile's bytes, piece by piece: from a disk without ever holding the whole, from any other place as VS Code has it. */
import { open, type FileHandle } from 'node:fs/promises';
import * as vscode from 'vscode';
import { profileChanged, profileTooLarge, profileUnreadable } from '../../profiler/errors.ts';

/**
 * 100 MB reach a page of VS Code in a browser, over its one connection, in 3 to 4 s with pieces of 1 to 16 MiB, and in 4.5 s
 * with 32 MiB; meanwhile the host grows by 90 MB with 2 MiB and by 230 MB with 16 MiB (2 cores).
 */
export const pieceBytes = 2 * 1024 * 1024;

/** VS Code's own files and the buffers of a page end near 2 GiB. */
const largestFileBytes = 2_000_000_000;

export interface Piece {
  readonly offset: number;
  readonly totalBytes: number;
  /** Of its own: a Node Buffer would arrive as JSON, and a view with all that it is a view of. */
  readonly bytes: Uint8Array;
}

/** At least one piece, also of an empty file. Rejects with a UserError. */
export async function* profilePieces(file: vscode.Uri): AsyncGenerator<Piece> {
  const name = nameOf(file);
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (size > largestFileBytes) throw profileTooLarge(name, size);
    yield* file.scheme === 'file' ? piecesOnDisk(file.fsPath, name) : piecesElsewhere(file);
  } catch (error) {
    throw error instanceof Error && error.name === 'UserError' ? error : profileUnreadable(name, reasonOf(error));
  }
}

async function* piecesOnDisk(path: string, name: string): AsyncGenerator<Piece> {
  const file = await open(path);
  try {
    const totalBytes = (await file.stat()).size;
    let offset = 0;
    do {
      const bytes = await readPiece(file, offset, Math.min(pieceBytes, totalBytes - offset), name);
      yield { offset, totalBytes, bytes };
      offset += bytes.length;
    } while (offset < totalBytes);
  } finally {
    await file.close();
  }
}

async function readPiece(file: FileHandle, at: number, length: number, name: string): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  // One read may give less than asked for.
  for (let filled = 0; filled < length;) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, at + filled);
    if (bytesRead === 0) throw profileChanged(name);
    filled += bytesRead;
  }
  return bytes;
}

async function* piecesElsewhere(file: vscode.Uri): AsyncGenerator<Piece> {
  // A file system of VS Code has no way to read a part.
  const whole = await vscode.workspace.fs.readFile(file);
  const totalBytes = whole.length;
  let offset = 0;
  do {
    const bytes = new Uint8Array(whole.subarray(offset, offset + pieceBytes));
    yield { offset, totalBytes, bytes };
    offset += bytes.length;
  } while (offset < totalBytes);
}

export const nameOf = (file: vscode.Uri): string => file.path.slice(file.path.lastIndexOf('/') + 1);

function reasonOf(error: unknown): string {
  if (error instanceof vscode.FileSystemError) return error.code === 'FileNotFound' ? 'it is not there' : error.message;
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' ? 'it is not there' : (code ?? String(error));
}
