/** `calibrate`: what threads, processes and messages cost on this machine. */
import type { Calibration } from '../advice/calibration.ts';
import { usage } from '../errors.ts';
import { resolveNode } from '../launch/resolveNode.ts';
import { calibrate } from '../trial/calibrate/calibrate.ts';
import { readCalibration, writeCalibration } from '../trial/calibrate/calibrationFile.ts';
import { knownMachine } from '../trial/calibrate/knownMachine.ts';
import { parseArguments, type Syntax } from './arguments.ts';
import { renderCalibration } from './renderCalibration.ts';
import { lookOf } from './terminal.ts';
import { showSteps } from './stepDisplay.ts';

const syntax: Syntax = { stopsAtOperand: false, options: { json: 'flag', fresh: 'flag', node: 'value' } };

/** Gives the exit status. Rejects with a UserError when nothing can be measured. */
export async function calibrateCommand(words: readonly string[]): Promise<number> {
  const { options, operands } = parseArguments(words, syntax);
  if (operands[0] !== undefined) throw usage(`"${operands[0]}" is one operand too many.`);
  const node = await resolveNode(options.get('node'), process.cwd());
  const kept = options.has('fresh') ? null : await readCalibration(node.version);
  const measured = kept ?? (await measure(node.path));
  const known = await knownMachine({ nodeVersion: node.version, cpuCount: measured.usableCores });
  const calibration = known?.corrections ? { ...measured, corrections: known.corrections } : measured;
  if (options.has('json')) {
    if (kept) process.stderr.write(keptNotice(kept));
    process.stdout.write(`${JSON.stringify(calibration, null, 2)}\n`);
  } else {
    process.stdout.write(renderCalibration(calibration, lookOf(process.stdout, process.env), { kept: kept !== null }));
  }
  return 0;
}

async function measure(nodePath: string): Promise<Calibration> {
  const display = showSteps(process.stderr, process.env, 'Measuring what threads and processes cost on this machine');
  try {
    const calibration = await calibrate({ nodePath, onStep: display.step });
    // What cannot be kept is measured again next time.
    await writeCalibration(calibration).catch(() => undefined);
    return calibration;
  } finally {
    display.end();
  }
}

const keptNotice = ({ measuredAt }: Calibration): string =>
  `Measured before, at ${measuredAt}; --fresh measures again.\n`;
