export const recipe = {} as const;
