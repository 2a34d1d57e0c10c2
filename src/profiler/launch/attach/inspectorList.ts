/** Asks an inspector by HTTP which programs it debugs. */
import http from 'node:http';
import { addressSilent, notAnInspector } from '../../errors.ts';
import { addressText, type Address } from './target.ts';

const answerWithinMs = 5000;
/** The list of an inspector is some hundred bytes long. */
const longestAnswer = 1 << 20;

/** The WebSocket address of the first program. Rejects with a UserError. */
export async function findWebSocketUrl(address: Address): Promise<string> {
  const text = await ask(address).catch((error: NodeJS.ErrnoException) => {
    // HPE_…: the answer was no HTTP.
    throw error.code?.startsWith('HPE_')
      ? notAnInspector(addressText(address))
      : addressSilent(addressText(address), error.code ?? error.message);
  });
  const url = urlIn(text);
  if (url === null) throw notAnInspector(addressText(address));
  // The inspector names the address that it listens on, such as 0.0.0.0; behind a forwarded port only ours leads there.
  const named = new URL(url);
  named.host = addressText(address);
  return named.href;
}

function urlIn(text: string): string | null {
  try {
    const [first] = JSON.parse(text) as { webSocketDebuggerUrl?: unknown }[];
    const url = first?.webSocketDebuggerUrl;
    return typeof url === 'string' && /^wss?:\/\//.test(url) ? url : null;
  } catch {
    return null;
  }
}

function ask({ host, port }: Address): Promise<string> {
  return new Promise((resolve, reject) => {
    // An inspector refuses host names that could be a web page's (DNS rebinding), so it is asked by an IP address.
    const headers = { host: '127.0.0.1' };
    const request = http.get({ host, port, path: '/json/list', headers, timeout: answerWithinMs }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > longestAnswer) request.destroy(new Error('an endless answer'));
      });
      response.on('end', () => resolve(text));
      response.on('error', reject);
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${answerWithinMs / 1000} s`)));
    request.on('error', reject);
  });
}
