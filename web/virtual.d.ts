/** What the page shows before its engine has come, in two parts; null for a page that has its engine within it. */
declare module "virtual:first-picture" {
  const picture: string | null;
  export default picture;
}
declare module "virtual:first-rest" {
  const rest: string | null;
  export default rest;
}
