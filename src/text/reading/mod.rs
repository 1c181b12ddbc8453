//! Readings of words: telephone numbers, postal codes, amounts in yen, addresses of links and mail.
//! Does not know what a reading is for; words are never changed by being read.

mod amount;
mod link;
mod phone;

pub use amount::{find_yen, read_yen};
pub use link::{LinkAddress, LinkError, check_link, find_mails, find_urls, percent_decoded};
pub use phone::{Phone, PhoneLine, find_phones, find_postal_codes, read_postal_code};
