//! What phone and server do with what travels, without any I/O.
