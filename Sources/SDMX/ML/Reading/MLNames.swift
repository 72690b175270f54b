import Formats

/// The names of SDMX-ML that the reader looks for, by their address in the document at hand.
struct MLNames {
    let header, id, headerID, test, prepared, sender, receiver, name, source, structure,
        structureUsage: XMLName
    let provisionAgreement, provisionAgrement, ref, urn, dataSetAction, dataSet: XMLName
    let agencyID, version, structureID, dimensionAtObservation, structureRef, action: XMLName
    let validFromDate, lang, code, severity, type, value: XMLName
    let series, seriesKey, group, groupKey, obs, obsKey, obsDimension, obsValue: XMLName
    let attributes, genericValue, atts, comp, text: XMLName
    let footer, message, errorMessage: XMLName
    let timePeriod, observation, status, flag, confidentiality: XMLName
    /// What a data set says of itself by attributes that are no components, where a producer left out the prefix.
    let ofDataSet: Set<XMLName>

    init(_ push: XMLPush) {
        (header, id, test) = (push.name("Header"), push.name("id"), push.name("Test"))
        headerID = push.name("ID")
        (prepared, sender) = (push.name("Prepared"), push.name("Sender"))
        (receiver, name, source) = (push.name("Receiver"), push.name("Name"), push.name("Source"))
        (structure, structureUsage) = (push.name("Structure"), push.name("StructureUsage"))
        provisionAgreement = push.name("ProvisionAgreement")
        // As the schemas of 2.1 spell it.
        provisionAgrement = push.name("ProvisionAgrement")
        (ref, urn, dataSet) = (push.name("Ref"), push.name("URN"), push.name("DataSet"))
        (dataSetAction, agencyID) = (push.name("DataSetAction"), push.name("agencyID"))
        (version, structureID) = (push.name("version"), push.name("structureID"))
        dimensionAtObservation = push.name("dimensionAtObservation")
        (structureRef, action) = (push.name("structureRef"), push.name("action"))
        (validFromDate, lang) = (push.name("validFromDate"), push.name("lang"))
        (code, severity, type) = (push.name("code"), push.name("severity"), push.name("type"))
        (value, genericValue) = (push.name("value"), push.name("Value"))
        (series, seriesKey) = (push.name("Series"), push.name("SeriesKey"))
        (group, groupKey) = (push.name("Group"), push.name("GroupKey"))
        (obs, obsKey) = (push.name("Obs"), push.name("ObsKey"))
        (obsDimension, obsValue) = (push.name("ObsDimension"), push.name("ObsValue"))
        (attributes, atts) = (push.name("Attributes"), push.name("Atts"))
        (comp, text, footer) = (push.name("Comp"), push.name("Text"), push.name("Footer"))
        (message, errorMessage) = (push.name("Message"), push.name("ErrorMessage"))
        (timePeriod, observation) = (push.name("TIME_PERIOD"), push.name("OBS_VALUE"))
        (status, flag) = (push.name("OBS_STATUS"), push.name("OBS_FLAG"))
        confidentiality = push.name("CONF_STATUS")
        ofDataSet = Set(
            [
                "structureRef", "setID", "action", "reportingBeginDate", "reportingEndDate",
                "validFromDate", "validToDate", "publicationYear", "publicationPeriod",
                "dataScope",
            ].map { push.name($0) })
    }
}
