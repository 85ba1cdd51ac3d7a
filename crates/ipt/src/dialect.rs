//! The two ways in which IPT is taught and spoken of.

codes! {
    /// The manual that a practice follows. It changes words and a few rules.
    pub enum Dialect: "dialect" {
        /// Klerman, Weissman and Markowitz: four areas, the sick role, termination.
        KlermanWeissman = "klerman_weissman",
        /// Stuart and Robertson (IPT Institute): attachment, the interpersonal triad, conclusion.
        StuartRobertson = "stuart_robertson",
    }
}
