//! Generated trees.
