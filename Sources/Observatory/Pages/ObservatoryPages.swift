import Storage
import Web

/// What all pages of the observatory share: the store, the countries and the drawing of the municipalities.
struct ObservatoryPages: Sendable {
    let database: Database
    let atlas: Atlas
    let base: String
    let wanted: WantedIndicators

    /// Fixed names stand before the series' own.
    var routes: [Route] {
        ExplorerPages(database: database, atlas: atlas).routes
            + MethodPages().routes
            + MapPages(database: database, atlas: atlas).routes
            + ComparePages(database: database, atlas: atlas).routes
            + CountryPages(database: database, atlas: atlas, wanted: wanted).routes
            + AccountPages(database: database, atlas: atlas).routes
            + ProgressPages(database: database, atlas: atlas, wanted: wanted).routes
            + SeriesPages(database: database, base: base, wanted: wanted).routes
            + TablePages(database: database).routes
            + VintagePages(database: database).routes
            + EmbedPages(database: database, base: base).routes
    }
}
