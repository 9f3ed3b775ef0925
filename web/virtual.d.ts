declare module "virtual:first-picture" {
  const recorded: string | null;
  export default recorded;
}
