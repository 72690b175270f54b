import Storage

extension NodeKind: Storable {}
extension LinkScheme: Storable {}
extension BodyRole: Storable {}
extension Indicator.Kind: Storable {}
extension Indicator.Direction: Storable {}
extension PlanHeader.Kind: Storable {}
extension PlanHeader.Stage: Storable {}
extension Voice: Storable {}
extension ReportClaim: Storable {}
extension ReportState: Storable {}
extension Cause: Storable {}
extension Proof.Kind: Storable {}
