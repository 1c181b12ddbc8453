//! What a society lives through with its documents, from the first day on, by the commands it would type.

mod audit;
mod called_off;
mod days;
mod first_day;
mod law_day;
mod office;
mod renamed;
mod sample;

pub use office::Office;
