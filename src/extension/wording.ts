/** Numbers and times as the progress, the status bar and the list of captures show them. Pure. */
import type { Progress } from '../profiler/launch/api.ts';

const millisPerSecond = 1000;
const secondsPerMinute = 60;
const secondsPerHour = 60 * secondsPerMinute;
const secondsPerDay = 24 * secondsPerHour;
const bytesPerMegabyte = 1_000_000;
const megabytesPerGigabyte = 1000;

/** "0:07", "1:02:09". */
export function clock(elapsedMs: number): string {
  const seconds = Math.floor(elapsedMs / millisPerSecond);
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / secondsPerMinute);
  const rest = two(seconds % secondsPerMinute);
  return seconds < secondsPerHour ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}

/** "45 MB", "1.2 GB"; in decimal units, as the panel shows them. */
export function memory(bytes: number): string {
  const megabytes = bytes / bytesPerMegabyte;
  if (megabytes >= megabytesPerGigabyte) return `${(megabytes / megabytesPerGigabyte).toFixed(1)} GB`;
  return megabytes < 9.95 ? `${megabytes.toFixed(1)} MB` : `${Math.round(megabytes)} MB`;
}

/** The line below "Profiling server.js". CPU is in cores: 100 % would leave open whether one core is meant or all. */
export function progressLine(progress: Progress, cpuCount: number): string {
  switch (progress.stage) {
    case 'starting':
      return 'Starting the program…';
    case 'recording':
      return [
        clock(progress.elapsedMs),
        `CPU ${progress.cpuCores.toFixed(1)} of ${cpuCount} cores`,
        `heap ${memory(progress.heapUsedBytes)}`,
      ].join(' · ');
    case 'stopping':
      return 'Stopping the program…';
    case 'counting-calls':
      return 'Counting calls in a second run…';
    case 'finalising':
      return 'Writing the capture…';
    case 'analysing':
      return 'Analysing…';
  }
}

/** The line below "Attached to server.js". The program goes on whatever happens, so nothing here speaks of stopping it. */
export function attachLine(progress: Progress, durationMs: number, cpuCount: number): string {
  switch (progress.stage) {
    case 'starting':
      return 'Connecting…';
    case 'recording':
      return `${progressLine(progress, cpuCount)}, of ${clock(durationMs)}`;
    default:
      return 'Letting go of the program…';
  }
}

/** "now", "5 min ago", "3 h ago", "2 days ago", and the date of what is older than a week. */
export function timeAgo(startedAt: Date, now: Date): string {
  const seconds = (now.getTime() - startedAt.getTime()) / millisPerSecond;
  if (seconds < secondsPerMinute) return 'now';
  if (seconds < secondsPerHour) return `${Math.floor(seconds / secondsPerMinute)} min ago`;
  if (seconds < secondsPerDay) return `${Math.floor(seconds / secondsPerHour)} h ago`;
  const days = Math.floor(seconds / secondsPerDay);
  if (days < 7) return days === 1 ? 'yesterday' : `${days} days ago`;
  return startedAt.toLocaleDateString();
}
