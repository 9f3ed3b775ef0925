/** CommonJS gets a clear word instead of the engine where Node cannot require ES modules. */
declare const useImportInstead: never;
export = useImportInstead;
