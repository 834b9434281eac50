//! Resolves an object field after field, a list row after row. Nothing in a resolver waits, so that a future is polled once, where it stands:
//! there is nothing to box, keys stay in the order of the request, and the work ends when the request's budget does.

use std::borrow::Cow;
use std::future::{Future, Ready, ready};
use std::pin::pin;
use std::slice::Iter;
use std::sync::Arc;
use std::task::{Context as Task, Poll, Waker};

use async_graphql::parser::types::{Field, Selection};
use async_graphql::registry::Registry;
use async_graphql::resolver_utils::{ContainerType, resolve_container as resolve_interface};
use async_graphql::{ContextSelectionSet, OutputType, Positioned, ServerError, ServerResult, Value};

use super::budget::Budget;
use super::made::{Form, List, Object};

/// What the walk finds in the context of a request; without it, nothing is counted, and values are what comes out.
pub struct Walk {
    pub budget: Budget,
    pub form: Form,
}

/// The object's fields that the request asks for. It stands in the place of the library's function of the same name.
pub fn resolve_container<T: ContainerType + ?Sized>(ctx: &ContextSelectionSet<'_>, object: &T) -> Ready<ServerResult<Value>> {
    ready(fields(ctx, object))
}

/// Not inlined: types that lead to each other would be compiled into each other.
#[inline(never)]
fn fields<T: ContainerType + ?Sized>(ctx: &ContextSelectionSet<'_>, object: &T) -> ServerResult<Value> {
    let name = object.introspection_type_name();
    let asked = Asked::of(ctx, &name);
    let count = asked.clone().count();
    let form = spend(ctx, 1 + count)?;
    // Only the library can ask an interface for the fields of the thing behind it; where none are asked for, it would make null of the thing.
    if name != T::type_name() && count > 0 {
        return at_once(resolve_interface(ctx, object))?;
    }
    let (mut made, mut failed) = (Object::new(form, count), false);
    for field in asked {
        let key = &field.node.response_key().node;
        if field.node.name.node == "__typename" {
            made.add(key, Value::String(name.to_string()));
            continue;
        }
        match at_once(object.resolve_field(&ctx.with_field(field))).flatten() {
            Ok(value) => made.add(key, value.unwrap_or_default()),
            Err(error) => {
                failed = true;
                ctx.add_error(error);
            }
        }
    }
    Ok(if failed && made.is_empty() { Value::Null } else { made.into() })
}

/// A list that may be long.
pub struct Rows<T>(pub Vec<T>);

impl<T: OutputType> OutputType for Rows<T> {
    fn type_name() -> Cow<'static, str> {
        <Vec<T> as OutputType>::type_name()
    }

    fn qualified_type_name() -> String {
        <Vec<T> as OutputType>::qualified_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <Vec<T> as OutputType>::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        let mut made = List::new(spend(ctx, 0)?, self.0.len());
        for (at, item) in self.0.iter().enumerate() {
            let ctx = ctx.with_index(at);
            made.add(at_once(item.resolve(&ctx, field)).flatten().map_err(|error| ctx.set_error_path(error))?);
        }
        Ok(made.into())
    }
}

/// The value of a future that doesn't wait. One that did would be a mistake of ours, and is told as such.
fn at_once<F: Future>(future: F) -> ServerResult<F::Output> {
    match pin!(future).poll(&mut Task::from_waker(Waker::noop())) {
        Poll::Ready(value) => Ok(value),
        Poll::Pending => Err(ServerError::new("a resolver waits", None)),
    }
}

/// Takes values from what the request may spend, and tells what they are to be made of.
fn spend(ctx: &ContextSelectionSet<'_>, values: usize) -> ServerResult<Form> {
    match ctx.data_opt::<Arc<Walk>>() {
        None => Ok(Form::Values),
        Some(walk) if walk.budget.spend(values as u64) => Ok(walk.form),
        Some(_) => Err(ServerError::new("too many values", None)),
    }
}

/// The fields of a selection that concern an object of one type, fragments spread.
#[derive(Clone)]
struct Asked<'a, 'n> {
    ctx: &'n ContextSelectionSet<'a>,
    /// The type of the object.
    name: &'n str,
    here: Iter<'a, Positioned<Selection>>,
    /// What is left of the selections that the walk is inside of.
    around: Vec<Iter<'a, Positioned<Selection>>>,
}

impl<'a, 'n> Asked<'a, 'n> {
    fn of(ctx: &'n ContextSelectionSet<'a>, name: &'n str) -> Self {
        Self { ctx, name, here: ctx.item.node.items.iter(), around: Vec::new() }
    }

    fn concerns(&self, condition: &str) -> bool {
        condition == self.name || self.ctx.schema_env.registry.implements.get(self.name).is_some_and(|all| all.contains(condition))
    }
}

impl<'a> Iterator for Asked<'a, '_> {
    type Item = &'a Positioned<Field>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(selection) = self.here.next() else {
                self.here = self.around.pop()?;
                continue;
            };
            let (condition, inner) = match &selection.node {
                Selection::Field(field) => return Some(field),
                Selection::InlineFragment(inline) => (inline.node.type_condition.as_ref(), &inline.node.selection_set),
                Selection::FragmentSpread(spread) => match self.ctx.query_env.fragments.get(&spread.node.fragment_name.node) {
                    Some(fragment) => (Some(&fragment.node.type_condition), &fragment.node.selection_set),
                    None => continue,
                },
            };
            if condition.is_none_or(|condition| self.concerns(&condition.node.on.node)) {
                self.around.push(std::mem::replace(&mut self.here, inner.node.items.iter()));
            }
        }
    }
}
