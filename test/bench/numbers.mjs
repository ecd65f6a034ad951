/** Numbers as the tables of docs/performance.md write them. */
export const fixed = (value, digits = 1) => Number(value ?? 0).toFixed(digits);
export const whole = (value) => Math.round(value ?? 0).toLocaleString('en');
