await new Promise(() => {}); export const value = 2;
