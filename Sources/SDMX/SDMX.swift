// SDMX
