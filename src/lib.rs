//! doorstep
