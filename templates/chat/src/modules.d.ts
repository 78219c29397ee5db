// Files ending in .html are imported as text.
declare module "*.html" {
  const text: string;
  export default text;
}
