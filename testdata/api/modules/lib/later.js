await new Promise((done) => setTimeout(done, 1)); export const value = 1;
