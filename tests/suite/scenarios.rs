//! What a society lives through with its documents, from the first day on, by the commands it would type.

mod called_off;
mod office;
mod renamed;
