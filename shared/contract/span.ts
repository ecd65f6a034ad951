import * as z from 'zod/mini';

/** Bytes of a message; the end is exclusive. */
export const spanSchema = z.object({ start: z.int().check(z.gte(0)), end: z.int().check(z.gte(0)) });
