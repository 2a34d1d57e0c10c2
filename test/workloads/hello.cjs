'use strict';
// Ends before anybody could tell.
console.log('hello');
