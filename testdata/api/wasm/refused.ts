/** refused tells what class of error fn throws: the texts for such mistakes are the engine's. */
export const refused = (fn: () => unknown) => {
  try {
    fn();
    return "nothing";
  } catch (error: any) {
    return error.name;
  }
};
