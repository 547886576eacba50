//! Things that turn out to be the same: a forest of sets.

/// Sets over `0..n`, each thing at first alone. The smallest member stands for its set.
#[derive(Clone, Debug)]
pub(crate) struct Groups {
    parents: Vec<usize>,
}

impl Groups {
    pub(crate) fn new(n: usize) -> Self {
        Self { parents: (0..n).collect() }
    }

    /// The member that stands for the set of `idx`.
    pub(crate) fn root(&mut self, idx: usize) -> usize {
        let mut root = idx;
        while let Some(&parent) = self.parents.get(root)
            && parent != root
        {
            // Halving the path keeps later walks short (Tarjan & van Leeuwen 1984).
            let grand = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.parents.get_mut(root) {
                *slot = grand;
            }
            root = grand;
        }
        root
    }

    pub(crate) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        if let Some(parent) = self.parents.get_mut(high) {
            *parent = low;
        }
    }
}
