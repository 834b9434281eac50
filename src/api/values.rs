//! What the specification says about the values in a document and neither validator holds: a field of an input object stands once,
//! and a variable fits its place inside a list or an object as it must outside of one.

use std::collections::HashSet;

use apollo_compiler::ast::{Type, Value, VariableDefinition};
use apollo_compiler::executable::{Selection, SelectionSet};
use apollo_compiler::parser::SourceSpan;
use apollo_compiler::schema::ExtendedType;
use apollo_compiler::{ExecutableDocument, Name, Node, Schema};

use super::error::{ApiError, Code};
use super::validate::position;

/// Expects a document that is valid in all other ways.
pub fn check(document: &ExecutableDocument, schema: &Schema) -> Vec<ApiError> {
    let mut errors = Vec::new();
    for operation in document.operations.iter() {
        let variables = &operation.variables;
        let mut walk = Walk { document, schema, variables, seen: HashSet::new(), errors: &mut errors };
        for variable in variables {
            if let Some(value) = &variable.default_value {
                walk.value(value, &Place::of(&variable.ty));
            }
        }
        walk.selections(&operation.selection_set);
    }
    errors
}

/// Where a value stands.
struct Place<'a> {
    ty: &'a Type,
    has_default: bool,
    /// Inside an object of which exactly one field is given: a variable there may not be null.
    one_of: bool,
}

impl<'a> Place<'a> {
    fn of(ty: &'a Type) -> Self {
        Self { ty, has_default: false, one_of: false }
    }
}

struct Walk<'a, 'e> {
    document: &'a ExecutableDocument,
    schema: &'a Schema,
    variables: &'a [Node<VariableDefinition>],
    seen: HashSet<&'a str>,
    errors: &'e mut Vec<ApiError>,
}

impl<'a> Walk<'a, '_> {
    fn selections(&mut self, set: &'a SelectionSet) {
        for selection in &set.selections {
            match selection {
                Selection::Field(field) => {
                    for argument in &field.arguments {
                        if let Some(defined) = field.definition.argument_by_name(&argument.name) {
                            let has_default = defined.default_value.is_some();
                            self.value(&argument.value, &Place { has_default, ..Place::of(&defined.ty) });
                        }
                    }
                    self.selections(&field.selection_set);
                }
                Selection::InlineFragment(inline) => self.selections(&inline.selection_set),
                Selection::FragmentSpread(spread) => {
                    let fragment = self.document.fragments.get(&spread.fragment_name);
                    if let Some(fragment) = fragment.filter(|_| self.seen.insert(&spread.fragment_name)) {
                        self.selections(&fragment.selection_set);
                    }
                }
            }
        }
    }

    fn value(&mut self, value: &Node<Value>, place: &Place<'_>) {
        match &**value {
            Value::Variable(name) => self.variable(name, place, value.location()),
            Value::List(items) if place.ty.is_list() => {
                let inside = Place::of(place.ty.item_type());
                items.iter().for_each(|item| self.value(item, &inside));
            }
            Value::Object(fields) => self.object(fields, place.ty),
            _ => {}
        }
    }

    fn object(&mut self, fields: &[(Name, Node<Value>)], ty: &Type) {
        let Some(ExtendedType::InputObject(object)) = self.schema.types.get(ty.inner_named_type()) else {
            return;
        };
        let one_of = object.directives.has("oneOf");
        let mut names = HashSet::new();
        for (name, value) in fields {
            if !names.insert(name) {
                let message = format!("The input field {name} is given twice. Keep one of the two.");
                self.refuse(message, name.location());
            }
            if let Some(defined) = object.fields.get(name) {
                let has_default = defined.default_value.is_some();
                self.value(value, &Place { ty: &defined.ty, has_default, one_of });
            }
        }
    }

    fn variable(&mut self, name: &Name, place: &Place<'_>, at: Option<SourceSpan>) {
        let Some(variable) = self.variables.iter().find(|variable| variable.name == *name) else {
            return;
        };
        let has_value = variable.default_value.as_ref().is_some_and(|value| !value.is_null());
        let fits = match place.ty.is_non_null() && !variable.ty.is_non_null() {
            true => {
                let nullable = place.ty.clone().nullable();
                (has_value || place.has_default) && variable.ty.is_assignable_to(&nullable)
            }
            false => variable.ty.is_assignable_to(place.ty),
        };
        if !fits {
            let message = format!("The variable ${name} is of the type {}; in its place {} is needed.", variable.ty, place.ty);
            self.refuse(message, at);
        } else if place.one_of && !variable.ty.is_non_null() {
            let message =
                format!("The variable ${name} is of the type {}; where exactly one field is given, it must be {}!.", variable.ty, variable.ty);
            self.refuse(message, at);
        }
    }

    fn refuse(&mut self, message: String, at: Option<SourceSpan>) {
        let place = at.and_then(|span| span.line_column(&self.document.sources));
        self.errors.push(ApiError::new(Code::ValidationFailed, message).at(place.map(position)));
    }
}
