//! Invented lives that drive the real clinic
