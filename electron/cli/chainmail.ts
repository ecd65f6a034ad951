#!/usr/bin/env node
/** The command line's entry: finds the verb, runs it, prints what it gives back. Nothing is computed here. */
import process from 'node:process';
import { placesBeside } from './installed-places';
import { run } from './run';

process.exitCode = await run(process.argv.slice(2), placesBeside(import.meta.url));
