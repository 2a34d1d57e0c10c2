export const help = `profile-concurrency: what a Node.js program waits for or computes, and which concurrency model suits it

Usage
  profile-concurrency run [OPTIONS] [--] SCRIPT [ARG…]       run a program under measurement
  profile-concurrency attach PID|HOST:PORT [OPTIONS]         measure a program that runs already, for a while
  profile-concurrency report CAPTURE [--json | --html FILE]  show a capture again
  profile-concurrency report PROFILE… --html [FILE]          .cpuprofile and .heapprofile files as one HTML page
  profile-concurrency compare BEFORE AFTER [--json]          two captures (or report.json files) side by side
  profile-concurrency trial MODULE --export NAME INPUTS      compare concurrency models of one function
  profile-concurrency calibrate [OPTIONS]                    measure what threads and processes cost on this machine

SCRIPT is a .js, .mjs, .cjs, .ts, .mts or .cts file. Everything after it belongs to the program.

Options of run
  --json               print the report as JSON on stdout; the program's own output goes to stderr
  --html [FILE.html]   write the report as one HTML file too (default: report.html in the capture)
  --out DIR            create the capture in this folder instead of the per-user one
  --count-calls        count calls exactly; runs the program a second time, without input and with its output discarded
  --engine NAME        auto (default), inspector or v8-profiler-next
  --node PATH          the Node.js binary to run the program with (default: node on the PATH)
  --cpu-interval MS    distance of CPU samples (default: 1)
  --heap-interval KIB  bytes allocated between heap samples (default: 512)
  --heap-mode MODE     live (default), allocated (garbage too, Node.js 20 or newer) or off
  --no-calibrate       advise with default costs where this machine was never measured

Options of attach
  --duration SECONDS   how long to measure (default: 10); Ctrl-C ends it early and shows the report
  --json, --out DIR    as for run

Options of trial
  --export NAME        the exported function ("default" for the default export)
  --inputs FILE        a JSON array, one call for each element; or a module whose default export is or makes one
  --input JSON         instead: the same input for each of --times N calls
  --spread             each input is an array of arguments instead of the only argument
  --models LIST        of async, worker-threads, processes, distributed-queue (default: all; the queue with --redis)
  --sizes LIST         limits, workers and processes to measure, such as 1,2,4 (default: a search)
  --repeat N           rounds in which all take turns (default: 5 to 15, as time allows)
  --time-limit SECONDS at most this long (default: 60); Ctrl-C ends it early and shows what was measured
  --redis URL          measure a BullMQ queue too (default: the variable PROFILE_CONCURRENCY_REDIS)
  --capture DIR        store the result with a capture of the program
  --json, --node PATH  print the result as JSON on stdout; the Node.js binary to run the function with

Options of calibrate
  --json               print the calibration as JSON
  --fresh              measure again (3 s), also where this machine and Node.js version were measured before
  --node PATH          the Node.js binary to measure with

A process id is sent SIGUSR1, on which Node.js opens its inspector and says so on that program's standard error; it is
closed again at the end. HOST:PORT is the address of an inspector that is open already. The program goes on.

  -h, --help           this text
  -v, --version        the version of this profiler

Ctrl-C ends the program and shows the report of what ran until then; a second Ctrl-C ends it by force.
The exit status is the program's own (128 + n for signal n); 70 when profiling itself failed.
`;
