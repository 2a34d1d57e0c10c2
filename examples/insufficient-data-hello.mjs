// Ends before there is anything to measure. The profiler should say so, and not guess.
console.log('hello');
